import { ChevronLeft, ChevronRight, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { fitView, showActualSize, zoomBy } from '#flows/moveView.ts';
import { stepImage } from '#flows/openImage.ts';
import { OneToOneIcon } from '../widgets/OneToOneIcon.tsx';
import type { Command } from './command.ts';
import { isImageOpen } from './conditions.ts';

/** What of the images is seen, and how large. */
export const viewCommands: readonly Command[] = [
  command('fitView', { icon: Maximize, keys: ['f'], run: fitView }),
  command('actualSize', { icon: OneToOneIcon, keys: ['Shift+f'], run: showActualSize }),
  command('zoomIn', { icon: ZoomIn, keys: ['=', '+'], run: (services) => zoomBy(services, 1.25) }),
  command('zoomOut', { icon: ZoomOut, keys: ['-'], run: (services) => zoomBy(services, 0.8) }),
  command('nextImage', {
    icon: ChevronRight,
    keys: ['PageDown'],
    run: (services) => stepImage(services, 1),
  }),
  command('previousImage', {
    icon: ChevronLeft,
    keys: ['PageUp'],
    run: (services) => stepImage(services, -1),
  }),
];

function command(id: Command['id'], own: Pick<Command, 'icon' | 'keys' | 'run'>): Command {
  return { id, group: 'view', isEnabled: isImageOpen, ...own };
}
