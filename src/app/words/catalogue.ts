// Every sentence on the page, in both languages side by side, in ICU message form.
import { commonWords } from './catalogue/common.ts';
import { compareWords } from './catalogue/compare.ts';
import { controlsWords } from './catalogue/controls.ts';
import { dashboardWords } from './catalogue/dashboard.ts';
import { insightWords } from './catalogue/insight.ts';
import { shareWords } from './catalogue/share.ts';

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
