import { Languages } from 'lucide-react';
import type { Lang } from '../../view/view.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu, MenuChoice } from '../ui/Menu.tsx';
import { LOCALES, useWords } from '../words/words.ts';

export interface LanguageMenuProps {
  onLang(lang: Lang): void;
}

/** The page's language. */
export function LanguageMenu(props: LanguageMenuProps) {
  const { t } = useWords();
  return (
    <Menu
      trigger={
        <IconButton label={t('lang.title')}>
          <Languages size={16} aria-hidden />
        </IconButton>
      }
    >
      <LanguageChoice {...props} />
    </Menu>
  );
}

/** The same choice inside another menu. */
export function LanguageChoice({ onLang }: LanguageMenuProps) {
  const { lang, t } = useWords();
  return (
    <MenuChoice
      label={t('lang.title')}
      value={lang}
      onChange={onLang}
      options={[
        { value: 'en', label: t('lang.en'), lang: LOCALES.en },
        { value: 'zh', label: t('lang.zh'), lang: LOCALES.zh },
      ]}
    />
  );
}
