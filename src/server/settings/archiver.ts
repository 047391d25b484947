// Whether finished windows are recorded: ARTC_RECORD.
import type { EnvParser } from './env-parser.ts';

/** What the decision rests on. */
export interface ArchiverConditions {
  demo: boolean;
  /** How many apps are configured. */
  apps: number;
  /** Whether there is a data directory. */
  hasArchive: boolean;
}

/** On by itself where there are real keys, apps to record, and a place for the records. */
export function parseArchiver(
  read: EnvParser,
  { demo, apps, hasArchive }: ArchiverConditions,
): boolean {
  const byItself = !demo && apps > 0 && hasArchive;
  const isOn = read.choice('ARTC_RECORD', ['0', '1'], byItself ? '1' : '0') === '1';
  if (isOn && !hasArchive) {
    read.refuse('ARTC_RECORD is 1 but there is nowhere to record to: set ARTC_DATA_DIR.');
  } else if (isOn && !demo && apps === 0) {
    read.refuse('ARTC_RECORD is 1 but ARTC_APPS names no app to record.');
  }
  return isOn;
}
