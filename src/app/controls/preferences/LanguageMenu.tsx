import { Languages } from 'lucide-react';
import { useState } from 'react';
import type { Lang } from '../../../view/view.ts';
import { ChoiceList } from '../../ui/ChoiceList.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import { LOCALES } from '../../../i18n/translate.ts';

export interface LanguageMenuProps {
  onLang: (lang: Lang) => void;
}

export function LanguageMenu({ onLang }: LanguageMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { t } = useTranslator();
  return (
    <Popover
      label={t('lang.title')}
      open={isOpen}
      onOpenChange={setIsOpen}
      align="end"
      trigger={
        <IconButton label={t('lang.title')}>
          <Languages size={16} aria-hidden />
        </IconButton>
      }
    >
      <LanguageChoice
        onLang={(lang) => {
          setIsOpen(false);
          onLang(lang);
        }}
      />
    </Popover>
  );
}

export function LanguageChoice({ onLang }: LanguageMenuProps) {
  const { lang, t } = useTranslator();
  return (
    <ChoiceList
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
