import { LogOut, UserRound } from 'lucide-react';
import { useState } from 'react';
import { currentAddress, reloadOnPageRestore } from '../../state/sign-in.ts';
import { clearWindowCache } from '../../state/window-cache.ts';
import menu from '../../ui/styles/menu.module.css';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './UserMenu.module.css';

export interface UserMenuProps {
  name: string;
  /** False if a gateway handles sign-in. */
  canSignOut: boolean;
}

export function UserMenu({ name, canSignOut }: UserMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { t } = useTranslator();
  return (
    <Popover
      label={t('person.title', { name })}
      open={isOpen}
      onOpenChange={setIsOpen}
      align="end"
      trigger={
        <IconButton label={t('person.title', { name })}>
          <UserRound size={16} aria-hidden />
        </IconButton>
      }
    >
      <UserPanel name={name} canSignOut={canSignOut} />
    </Popover>
  );
}

export function UserPanel({ name, canSignOut }: UserMenuProps) {
  const { t } = useTranslator();
  return (
    <div className={menu.section}>
      <p className={menu.heading}>{t('person.signedIn')}</p>
      <p className={styles.name}>{name}</p>
      {canSignOut && (
        // A form, because the response redirects the browser.
        <form
          method="post"
          action="/signout"
          onSubmit={() => {
            void clearWindowCache();
            reloadOnPageRestore();
          }}
        >
          <input type="hidden" name="to" value={currentAddress()} />
          <button type="submit" className={menu.item}>
            <LogOut size={15} aria-hidden />
            {t('person.signOut')}
          </button>
        </form>
      )}
    </div>
  );
}
