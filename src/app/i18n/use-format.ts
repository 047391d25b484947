import { createContext, useContext } from 'react';
import type { Format } from '../../i18n/format.ts';

const FormatContext = createContext<Format | undefined>(undefined);

export const FormatProvider = FormatContext.Provider;

export function useFormat(): Format {
  const format = useContext(FormatContext);
  if (!format) throw new Error('useFormat requires a FormatProvider');
  return format;
}
