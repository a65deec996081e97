import { useState } from 'react';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** Read before the first paint by public/theme.js. */
const STORED_THEME = 'dofs-theme';

/** The system's colors, or one's own choice. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(currentTheme);
  const choose = (next: Theme) => {
    setTheme(next);
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (next === 'system') localStorage.removeItem(STORED_THEME);
      else localStorage.setItem(STORED_THEME, next);
    } catch {
      // Storage may be denied; the choice lasts as long as the page.
    }
  };
  return (
    <label className="theme-switch">
      <span className="visually-hidden">Colors</span>
      <select value={theme} onChange={(event) => choose(event.target.value as Theme)}>
        <option value="system">Auto</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}

function currentTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return THEMES.find((name) => name === theme) ?? 'system';
}
