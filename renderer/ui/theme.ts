import { useEffect } from 'react';
import type { Settings } from '../../shared/contract/settings.ts';

/** Shows the theme that was chosen; `system` follows what the system asks for, also when it changes. */
export function useTheme(theme: Settings['theme']): void {
  useEffect(() => {
    const root = document.documentElement;
    if (theme !== 'system') {
      root.dataset['theme'] = theme;
      return;
    }
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = (): void => {
      root.dataset['theme'] = dark.matches ? 'dark' : 'light';
    };
    follow();
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, [theme]);
}
