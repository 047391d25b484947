import type { Millis } from '../../contract/domain/time.ts';
import type { WindowQueryDeps } from '../../query/queries/window-query.ts';
import type { CopyText } from '../ui/CopyButton.tsx';
import { createRequiredContext } from './create-required-context.ts';

export interface PageServices {
  deps: WindowQueryDeps;
  /** From this age on the API no longer changes a value. */
  settleMs: Millis;
  /** The server returns simulated data. */
  isDemo: boolean;
  /** Undefined where the browser has no clipboard. */
  copyText: CopyText | undefined;
}

/** Constant for the lifetime of the page. */
export const [ServicesProvider, usePageServices] = createRequiredContext<PageServices>('services');
