// Every sentence on the page, in both languages side by side, in ICU message form.
import { commonWords } from './messages/common.ts';
import { compareWords } from './messages/compare.ts';
import { controlsWords } from './messages/controls.ts';
import { dashboardWords } from './messages/dashboard.ts';
import { insightWords } from './messages/insight.ts';
import { shareWords } from './messages/share.ts';

export const catalogue = {
  ...commonWords,
  ...compareWords,
  ...controlsWords,
  ...dashboardWords,
  ...insightWords,
  ...shareWords,
} as const satisfies Record<string, { en: string; zh: string }>;

/** The name of one sentence. */
export type WordKey = keyof typeof catalogue;
