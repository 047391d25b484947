import { Contrast, Monitor, Moon, Sun } from 'lucide-react';
import type { Theme } from '../../view/view.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu, MenuChoice } from '../ui/Menu.tsx';
import { useWords } from '../words/words.ts';

export interface ThemeMenuProps {
  theme: Theme;
  onTheme(theme: Theme): void;
}

/** Light, dark, or like the system. */
export function ThemeMenu(props: ThemeMenuProps) {
  const { t } = useWords();
  return (
    <Menu
      trigger={
        <IconButton label={t('theme.title')}>
          <Contrast size={16} aria-hidden />
        </IconButton>
      }
    >
      <ThemeChoice {...props} />
    </Menu>
  );
}

/** The same choice inside another menu. */
export function ThemeChoice({ theme, onTheme }: ThemeMenuProps) {
  const { t } = useWords();
  return (
    <MenuChoice
      label={t('theme.title')}
      value={theme}
      onChange={onTheme}
      options={[
        { value: 'system', label: t('theme.system'), icon: <Monitor size={15} aria-hidden /> },
        { value: 'light', label: t('theme.light'), icon: <Sun size={15} aria-hidden /> },
        { value: 'dark', label: t('theme.dark'), icon: <Moon size={15} aria-hidden /> },
      ]}
    />
  );
}
