import { Ellipsis } from 'lucide-react';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu, MenuHeading } from '../ui/Menu.tsx';
import { useWords } from '../words/words.ts';
import { LanguageChoice } from './LanguageMenu.tsx';
import type { LanguageMenuProps } from './LanguageMenu.tsx';
import { ThemeChoice } from './ThemeMenu.tsx';
import type { ThemeMenuProps } from './ThemeMenu.tsx';

export type MoreMenuProps = ThemeMenuProps & LanguageMenuProps;

/** Theme and language under one button, where there is no room for two. */
export function MoreMenu({ theme, onTheme, onLang }: MoreMenuProps) {
  const { t } = useWords();
  return (
    <Menu
      trigger={
        <IconButton label={t('header.more')}>
          <Ellipsis size={16} aria-hidden />
        </IconButton>
      }
    >
      <MenuHeading>{t('theme.title')}</MenuHeading>
      <ThemeChoice theme={theme} onTheme={onTheme} />
      <MenuHeading>{t('lang.title')}</MenuHeading>
      <LanguageChoice onLang={onLang} />
    </Menu>
  );
}
