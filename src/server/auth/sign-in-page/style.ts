/**
 * The sign-in page's look: the tokens are the page's own (src/app/ui/styles/tokens.css, a test compares
 * them), the rest is what of it a form needs. No file of the page's is asked for before somebody has
 * signed in but its icon.
 */
export const ACCESS_STYLE = `
:root {
  color-scheme: light dark;
  --bg: light-dark(#f6f7f9, #0d1117);
  --surface: light-dark(#fff, #151b23);
  --line: light-dark(#e3e6eb, #2a323d);
  --text: light-dark(#12161d, #e8edf3);
  --muted: light-dark(#586273, #9aa6b5);
  --accent: light-dark(#2563eb, #6ea0ff);
  --accent-text: light-dark(#fff, #0b1526);
  --bad: light-dark(#c8282d, #ff6b6b);
  --bad-soft: light-dark(#fdecec, #33191c);
  --series-ios: light-dark(#225ce3, #6ea0ff);
  --series-android: light-dark(#049f89, #38d9c2);
  --series-web: light-dark(#a95711, #e49623);
  --series-mobile: light-dark(#9d4cf0, #d09eff);
}
[data-theme='light'] { color-scheme: light; }
[data-theme='dark'] { color-scheme: dark; }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  display: grid;
  grid-template-rows: 1fr auto 2fr;
  justify-items: center;
  min-height: 100vh;
  min-height: 100dvh;
  margin: 0;
  padding: 24px 12px;
  background: var(--bg);
  color: var(--text);
  font: 14px/1.45 ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans GB',
    'Microsoft YaHei', 'Noto Sans SC', sans-serif;
}
main {
  grid-row: 2;
  display: grid;
  gap: 16px;
  width: 100%;
  max-width: 400px;
  padding: 20px;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--surface);
}
header { display: flex; gap: 8px; align-items: center; justify-content: space-between; }
.brand { display: flex; gap: 8px; align-items: center; font-weight: 650; letter-spacing: -0.01em; }
.dot {
  flex: none;
  width: 10px;
  height: 10px;
  border-radius: 50%;
  background: conic-gradient(
    var(--series-ios), var(--series-android), var(--series-web), var(--series-mobile), var(--series-ios)
  );
}
h1, p { margin: 0; }
h1 { font-size: 20px; font-weight: 620; line-height: 1.25; letter-spacing: -0.01em; }
p { color: var(--muted); text-wrap: pretty; }
a { color: var(--accent); }
header a { padding: 6px 0; font-size: 12.5px; }
.intro { display: grid; gap: 4px; }
form { display: grid; gap: 14px; }
.field { display: grid; gap: 4px; }
label, .note { color: var(--muted); font-size: 12.5px; }
input, button { font: inherit; letter-spacing: inherit; color: inherit; }
input[type='password'] {
  width: 100%;
  min-width: 0;
  min-height: 36px;
  padding: 3px 10px;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--surface);
  outline: 0;
}
input:focus { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
input[aria-invalid] { border-color: var(--bad); }
input[aria-invalid]:focus { box-shadow: 0 0 0 1px var(--bad); }
button {
  min-height: 36px;
  padding: 4px 11px;
  border: 1px solid var(--accent);
  border-radius: 8px;
  background: var(--accent);
  color: var(--accent-text);
  font-weight: 550;
  cursor: pointer;
  transition: background-color 0.12s;
}
button:hover { background: color-mix(in srgb, var(--accent) 88%, var(--text)); }
a:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.error { padding: 8px 12px; border-radius: 8px; background: var(--bad-soft); color: var(--bad); }
@media (pointer: coarse) {
  input[type='password'], button { min-height: 44px; }
  /* Below 16 px iOS zooms the page when the field is tapped. */
  input[type='password'] { font-size: 16px; }
}
@media (prefers-reduced-motion: reduce) { button { transition: none; } }
`;
