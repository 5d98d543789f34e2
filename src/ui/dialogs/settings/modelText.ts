import type { TFunction } from 'i18next';
import type { ModelProblem } from '#core/model/modelReport.ts';

/** The sentence that tells why a pair of files cannot be used. */
export function modelProblemText(t: TFunction, problem: ModelProblem): string {
  const part = 'part' in problem ? t(`settings.models.part.${problem.part}`) : '';
  switch (problem.code) {
    case 'no-decoder':
      return t('modelProblem.no-decoder', {
        found: problem.found,
        missing: problem.missing,
        family: t(`settings.models.family.${problem.closest}`),
      });
    default: {
      const { code, ...values } = problem;
      return t(`modelProblem.${code}`, { ...values, part });
    }
  }
}
