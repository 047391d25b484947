import { Contrast, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import type { Theme } from '../../../view/view.ts';
import { ChoiceList } from '../../ui/ChoiceList.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';

export interface ThemeMenuProps {
  theme: Theme;
  onTheme: (theme: Theme) => void;
}

export function ThemeMenu({ theme, onTheme }: ThemeMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { t } = useTranslator();
  return (
    <Popover
      label={t('theme.title')}
      open={isOpen}
      onOpenChange={setIsOpen}
      align="end"
      trigger={
        <IconButton label={t('theme.title')}>
          <Contrast size={16} aria-hidden />
        </IconButton>
      }
    >
      <ThemeChoice
        theme={theme}
        onTheme={(next) => {
          setIsOpen(false);
          onTheme(next);
        }}
      />
    </Popover>
  );
}

export function ThemeChoice({ theme, onTheme }: ThemeMenuProps) {
  const { t } = useTranslator();
  return (
    <ChoiceList
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
