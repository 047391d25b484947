// All messages of the page, in both languages and in ICU message format.
import { commonMessages } from './common.ts';
import { compareMessages } from './compare.ts';
import { controlsMessages } from './controls.ts';
import { dashboardMessages } from './dashboard.ts';
import { insightsMessages } from './insights.ts';
import type { Message } from './message.ts';
import { shareMessages } from './share.ts';

export type MessageKey =
  | keyof typeof commonMessages
  | keyof typeof compareMessages
  | keyof typeof controlsMessages
  | keyof typeof dashboardMessages
  | keyof typeof insightsMessages
  | keyof typeof shareMessages;

export const catalogue = {
  ...commonMessages,
  ...compareMessages,
  ...controlsMessages,
  ...dashboardMessages,
  ...insightsMessages,
  ...shareMessages,
} as const satisfies Record<MessageKey, Message>;
