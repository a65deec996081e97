import { hashOf, type Route } from '../state/router.ts';
import { ConnectionStatus } from './connection-status.tsx';
import { useConsole } from './console-context.ts';
import { ThemeSwitch } from './theme-switch.tsx';

interface Entry {
  readonly label: string;
  readonly route: Route;
  /** Pages this entry stands for. */
  readonly pages: readonly Route['page'][];
}

const ENTRIES: readonly Entry[] = [
  { label: 'Orders', route: { page: 'orders' }, pages: ['orders', 'order'] },
  { label: 'Failed orders', route: { page: 'failed-orders', state: 'OPEN' }, pages: ['failed-orders'] },
  { label: 'Place order', route: { page: 'place-order' }, pages: ['place-order'] },
];
const LOCAL: Entry = { label: 'Local run', route: { page: 'local' }, pages: ['local'] };
const SIGN_IN: Entry = { label: 'Sign in', route: { page: 'sign-in' }, pages: ['sign-in'] };

export function Header({ route }: { readonly route: Route }) {
  const { config } = useConsole();
  const entries = [
    ...ENTRIES,
    ...(config.local ? [LOCAL] : []),
    ...(config.authorization === 'none' ? [] : [SIGN_IN]),
  ];
  return (
    <header className="header">
      <div className="brand">
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="24" height="24" />
        <span className="brand-name">DOFS</span>
        <span className="environment">{config.environment}</span>
      </div>
      <nav aria-label="Pages" className="pages">
        {entries.map((entry) => (
          <a
            key={entry.label}
            href={hashOf(entry.route)}
            aria-current={entry.pages.includes(route.page) ? 'page' : undefined}
          >
            {entry.label}
          </a>
        ))}
      </nav>
      <div className="header-end">
        <ConnectionStatus />
        <ThemeSwitch />
      </div>
    </header>
  );
}
