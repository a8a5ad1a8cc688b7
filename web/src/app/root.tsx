import { Outlet, useMatch } from '@tanstack/react-router';
import { Shell } from './shell/shell';

/** The studio around every page, but for what visitors see. */
export function Root() {
  const isShared = useMatch({ from: '/s/$token', shouldThrow: false }) !== undefined;
  return isShared ? <Outlet /> : <Shell />;
}
