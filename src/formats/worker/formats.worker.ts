import { serveExports } from './serveExports.ts';
import { serveReading } from './serveReading.ts';

/** Writing and reading share the code of the formats, so they are one file; the page's name for it says which. */
if (self.name === 'reading') serveReading();
else serveExports();
