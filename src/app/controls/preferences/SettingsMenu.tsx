import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import { LanguageChoice } from './LanguageMenu.tsx';
import type { LanguageMenuProps } from './LanguageMenu.tsx';
import { UserPanel } from './UserMenu.tsx';
import type { UserMenuProps } from './UserMenu.tsx';
import { ThemeChoice } from './ThemeMenu.tsx';
import type { ThemeMenuProps } from './ThemeMenu.tsx';

export interface SettingsMenuProps extends ThemeMenuProps, LanguageMenuProps {
  /** Who is signed in, if anybody has to be. */
  person: UserMenuProps | null;
}

/** Person, theme and language under one button, where there is no room for three. */
export function SettingsMenu({ person, theme, onTheme, onLang }: SettingsMenuProps) {
  const [open, setOpen] = useState(false);
  const { t } = useTranslator();
  const closing =
    <T,>(choose: (value: T) => void) =>
    (value: T) => {
      setOpen(false);
      choose(value);
    };
  return (
    <Popover
      label={t('header.more')}
      open={open}
      onOpenChange={setOpen}
      align="end"
      trigger={
        <IconButton label={t('header.more')}>
          <Ellipsis size={16} aria-hidden />
        </IconButton>
      }
    >
      {person && <UserPanel {...person} />}
      <ThemeChoice theme={theme} onTheme={closing(onTheme)} />
      <LanguageChoice onLang={closing(onLang)} />
    </Popover>
  );
}
