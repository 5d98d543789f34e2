import {
  createTheme,
  mergeThemeOverrides,
  NumberInput,
  Tooltip,
  type MantineThemeOverride,
} from '@mantine/core';
import { numberSeparators } from '../text/numberText.ts';

/** Dense and calm: small type, little rounding, one accent. */
const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: 7,
  defaultRadius: 'sm',
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontSizes: { xs: '0.72rem', sm: '0.8rem', md: '0.875rem' },
  respectReducedMotion: true,
  components: {
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: true } }),
  },
});

/** The theme, with fields for numbers as they are written in a locale. */
export function themeOf(locale: string): MantineThemeOverride {
  return mergeThemeOverrides(theme, {
    components: { NumberInput: NumberInput.extend({ defaultProps: numberSeparators(locale) }) },
  });
}
