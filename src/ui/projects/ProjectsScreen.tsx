import { Header } from '../workbench/Header.tsx';

/** All projects on this machine. */
export function ProjectsScreen() {
  return <Header />;
}
