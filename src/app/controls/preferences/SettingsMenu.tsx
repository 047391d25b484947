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
  user: UserMenuProps | null;
}

export function SettingsMenu({ user, theme, onTheme, onLang }: SettingsMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { t } = useTranslator();
  const thenClose =
    <T,>(choose: (value: T) => void) =>
    (value: T) => {
      setIsOpen(false);
      choose(value);
    };
  return (
    <Popover
      label={t('header.more')}
      open={isOpen}
      onOpenChange={setIsOpen}
      align="end"
      trigger={
        <IconButton label={t('header.more')}>
          <Ellipsis size={16} aria-hidden />
        </IconButton>
      }
    >
      {user && <UserPanel {...user} />}
      <ThemeChoice theme={theme} onTheme={thenClose(onTheme)} />
      <LanguageChoice onLang={thenClose(onLang)} />
    </Popover>
  );
}
