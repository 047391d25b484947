import { useState } from 'react';
import type { HeaderPanel } from '../controls/Header.tsx';

export type DialogName = 'share' | 'keys' | 'notes';

export interface Dialogs {
  openPanel: HeaderPanel | null;
  setOpenPanel: (panel: HeaderPanel | null) => void;
  openDialog: DialogName | null;
  setOpenDialog: (dialog: DialogName | null) => void;
}

export function useDialogs(): Dialogs {
  const [openPanel, setOpenPanel] = useState<HeaderPanel | null>(null);
  const [openDialog, setOpenDialog] = useState<DialogName | null>(null);
  return { openPanel, setOpenPanel, openDialog, setOpenDialog };
}
