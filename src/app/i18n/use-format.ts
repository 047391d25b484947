import { createContext, useContext } from 'react';
import type { Format } from '../../i18n/format.ts';

const FormatContext = createContext<Format | undefined>(undefined);

export const FormatProvider = FormatContext.Provider;

/** How values and times are formatted for this user. */
export function useFormat(): Format {
  const format = useContext(FormatContext);
  if (!format) throw new Error('useFormat needs a FormatProvider above it');
  return format;
}
