// Every sentence on the page, in both languages side by side, in ICU message form.
import { commonMessages } from './common.ts';
import { compareMessages } from './compare.ts';
import { controlsMessages } from './controls.ts';
import { dashboardMessages } from './dashboard.ts';
import { insightsMessages } from './insights.ts';
import { shareMessages } from './share.ts';

export const catalogue = {
  ...commonMessages,
  ...compareMessages,
  ...controlsMessages,
  ...dashboardMessages,
  ...insightsMessages,
  ...shareMessages,
} as const satisfies Record<string, { en: string; zh: string }>;

/** The name of one sentence. */
export type MessageKey = keyof typeof catalogue;
