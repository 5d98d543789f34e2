import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useEffect, useMemo, useState } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { useTranslation } from 'react-i18next';
import { AppError } from '#core/failure.ts';
import type { Services } from '#flows/services.ts';
import { failureText } from '#ui/text/failureText.ts';
import { themeOf } from '#ui/theme/theme.ts';
import { CrashScreen } from './CrashScreen.tsx';
import { Studio } from './Studio.tsx';
import { UpdatePrompt } from './UpdatePrompt.tsx';

export interface AppProps {
  /** Opens what the studio needs; calls back when another tab takes over with a newer version. */
  openServices(onSuperseded: () => void): Promise<Services>;
}

/** Theme, toasts and error boundary around the studio. */
export function App({ openServices }: AppProps) {
  const { i18n } = useTranslation();
  const theme = useMemo(() => themeOf(i18n.language), [i18n.language]);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Notifications position="top-right" limit={4} containerWidth={380} />
      <UpdatePrompt />
      <ErrorBoundary fallbackRender={showCrash}>
        <OpenedStudio openServices={openServices} />
      </ErrorBoundary>
    </MantineProvider>
  );
}

function showCrash({ error }: FallbackProps) {
  return <CrashScreen detail={detailOf(error)} />;
}

function OpenedStudio({ openServices }: AppProps) {
  const { t } = useTranslation();
  const [services, setServices] = useState<Services | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    openServices(() => setProblem(t('crash.superseded'))).then(setServices, setProblem);
  }, [openServices, t]);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('unhandledrejection', ({ reason }) => setProblem(reason), { signal });
    return () => controller.abort();
  }, []);
  if (problem instanceof AppError) {
    const isDatabaseShut = problem.failure.code === 'storage/unavailable';
    const detail = failureText(t, problem.failure);
    return <CrashScreen detail={detail} isDatabaseShut={isDatabaseShut} />;
  }
  if (problem !== null) return <CrashScreen detail={detailOf(problem)} />;
  return services && <Studio services={services} />;
}

function detailOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error);
}
