import { Header } from '../workbench/Header.tsx';

/** All images of the project. */
export function GalleryScreen() {
  return <Header />;
}
