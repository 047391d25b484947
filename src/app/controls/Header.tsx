import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Config } from '../../contract/wire/api.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { ceilToStep } from '../../contract/domain/time.ts';
import type { View } from '../../view/view.ts';
import { rememberRange } from '../state/preferences.ts';
import type { Preferences, UpdatePreferences } from '../state/preferences.ts';
import type { ChangeKind } from '../state/url-state.ts';
import { useMedia } from '../ui/hooks/use-media.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import { AppPicker } from './app/AppPicker.tsx';
import { ComparePicker } from './compare/ComparePicker.tsx';
import { DemoBadge } from './preferences/DemoBadge.tsx';
import styles from './Header.module.css';
import { LanguageMenu } from './preferences/LanguageMenu.tsx';
import { LiveButton } from './live/LiveButton.tsx';
import { UserMenu } from './preferences/UserMenu.tsx';
import { RangePicker } from './range/RangePicker.tsx';
import { SettingsMenu } from './preferences/SettingsMenu.tsx';
import { ThemeMenu } from './preferences/ThemeMenu.tsx';

export interface HeaderProps {
  view: View;
  onChange: (view: View, how: ChangeKind) => void;
  config: Pick<Config, 'apps' | 'anyApp' | 'demo' | 'limits' | 'access'>;
  now: EpochMs;
  /** Where the data begins. */
  oldest: EpochMs;
  /** The browser's own zone. */
  localZone: string;
  preferences: Preferences;
  onPreferences: UpdatePreferences;
  /** All of the range, cut to what there can be. */
  span: Span;
  /** What it is compared with; null when nothing is. */
  compared: Span | null;
  /** Which panel is open. */
  openPanel: HeaderPanel | null;
  onOpenPanel: (panel: HeaderPanel | null) => void;
  refresh: ReactNode;
  /** New data is due, and waits for who points at a chart. */
  waits: boolean;
  /** Hands the view on. */
  share?: ReactNode;
}

/** The panels that can be opened from elsewhere on the page. */
export type HeaderPanel = 'app' | 'range' | 'compare';

/** The bar that stays on top: which app, which time, and how the page looks and speaks. */
export function Header(props: HeaderProps) {
  const { view, onChange, config, preferences, onPreferences, openPanel, onOpenPanel } = props;
  const { t } = useTranslator();
  return (
    <header className={styles.header} aria-label={t('header.label')}>
      <What
        view={view}
        onChange={onChange}
        config={config}
        preferences={preferences}
        onPreferences={onPreferences}
        isOpen={openPanel === 'app'}
        onOpenPanel={onOpenPanel}
      />
      <When
        view={view}
        onChange={onChange}
        now={props.now}
        oldest={props.oldest}
        localZone={props.localZone}
        lookbackDays={config.limits.lookbackDays}
        preferences={preferences}
        onPreferences={onPreferences}
        span={props.span}
        compared={props.compared}
        openPanel={openPanel}
        onOpenPanel={onOpenPanel}
        waits={props.waits}
      />
      <div className={styles.tools}>
        {props.refresh}
        {props.share}
        <Looks
          view={view}
          onChange={onChange}
          person={config.access ?? null}
          preferences={preferences}
          onPreferences={onPreferences}
        />
      </div>
    </header>
  );
}

interface WhatProps extends Pick<
  HeaderProps,
  'view' | 'onChange' | 'config' | 'preferences' | 'onPreferences' | 'onOpenPanel'
> {
  isOpen: boolean;
}

// The page renders with every answer that comes, and nothing in these three depends on one.

const What = memo(function What(props: WhatProps) {
  const { view, onChange, config, preferences, onPreferences, onOpenPanel } = props;
  const { t } = useTranslator();
  return (
    <div className={styles.what}>
      <span className={styles.brand}>
        <span className={styles.dot} aria-hidden />
        <span className={styles.brandName}>{t('brand.name')}</span>
      </span>
      <AppPicker
        view={view}
        onChange={onChange}
        config={config}
        open={props.isOpen}
        onOpenChange={(open) => onOpenPanel(open ? 'app' : null)}
        remembered={preferences.apps}
        onRemembered={(change) => onPreferences((now) => ({ apps: change(now.apps) }))}
      />
      {config.demo && <DemoBadge />}
    </div>
  );
});

interface WhenProps extends Pick<
  HeaderProps,
  | 'view'
  | 'onChange'
  | 'now'
  | 'oldest'
  | 'localZone'
  | 'preferences'
  | 'onPreferences'
  | 'span'
  | 'compared'
  | 'openPanel'
  | 'onOpenPanel'
  | 'waits'
> {
  lookbackDays: number;
}

const When = memo(function When(props: WhenProps) {
  const { view, onChange, now, span, preferences, onPreferences } = props;
  const panel = (name: HeaderPanel) => ({
    open: props.openPanel === name,
    onOpenChange: (open: boolean) => props.onOpenPanel(open ? name : null),
  });
  const endsNow = view.range.kind === 'preset' && view.range.preset !== 'yesterday';
  const frozen = !endsNow && span.end < ceilToStep(now);
  return (
    <div className={styles.time}>
      <RangePicker
        {...panel('range')}
        view={view}
        onChange={onChange}
        now={now}
        oldest={props.oldest}
        localZone={props.localZone}
        lookbackDays={props.lookbackDays}
        recent={preferences.ranges}
        onRecent={(range) =>
          onPreferences((known) => ({ ranges: rememberRange(known.ranges, range) }))
        }
      />
      <ComparePicker
        // Another range starts its fields anew.
        key={`${span.begin}-${JSON.stringify(view.compare)}`}
        view={view}
        onChange={onChange}
        span={span}
        compared={props.compared}
        {...panel('compare')}
      />
      <LiveButton
        live={view.live}
        frozen={frozen}
        waits={props.waits}
        onLive={(live) => onChange({ ...view, live }, 'push')}
      />
    </div>
  );
});

interface LooksProps extends Pick<
  HeaderProps,
  'view' | 'onChange' | 'preferences' | 'onPreferences'
> {
  person: NonNullable<HeaderProps['config']['access']> | null;
}

const Looks = memo(function Looks(props: LooksProps) {
  const { view, onChange, person, preferences, onPreferences } = props;
  const narrow = useMedia('(width < 1500px)');
  // What is chosen here counts from now on, so the link no longer says otherwise.
  const setTheme = (theme: Preferences['theme']) => {
    onPreferences(() => ({ theme }));
    const { theme: linked, ...rest } = view;
    if (linked !== undefined) onChange(rest, 'replace');
  };
  const setLang = (lang: NonNullable<Preferences['lang']>) => {
    onPreferences(() => ({ lang }));
    const { lang: linked, ...rest } = view;
    if (linked !== undefined) onChange(rest, 'replace');
  };
  const theme = view.theme ?? preferences.theme;
  if (narrow)
    return <SettingsMenu person={person} theme={theme} onTheme={setTheme} onLang={setLang} />;
  return (
    <>
      <LanguageMenu onLang={setLang} />
      <ThemeMenu theme={theme} onTheme={setTheme} />
      {person && <UserMenu {...person} />}
    </>
  );
});
