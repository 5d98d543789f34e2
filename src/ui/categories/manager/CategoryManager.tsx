import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryId } from '#core/annotation/ids.ts';
import { sortedCategories } from '#core/project/project.ts';
import { showDialog } from '#store/sessionStore.ts';
import { useDocument, useServices, useSession } from '../../servicesContext.ts';
import { Dialog } from '../../widgets/Dialog.tsx';
import { AddLines } from './AddLines.tsx';
import { CategoryDetail } from './CategoryDetail.tsx';
import { CategoryTable } from './CategoryTable.tsx';
import { DeleteQuestion } from './DeleteQuestion.tsx';
import classes from './Manager.module.css';
import { ManagerBar } from './ManagerBar.tsx';
import { ManagerFoot } from './ManagerFoot.tsx';
import type { ManagerTask } from './managerTask.ts';
import { MergeQuestion } from './MergeQuestion.tsx';

/** All categories of the project and everything that can be done with them. */
export function CategoryManager() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession((state) => state.dialog === 'categories');
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => showDialog(stores.session, null)}
      title={t('manager.title')}
      size="wide"
    >
      <Manager />
    </Dialog>
  );
}

function Manager() {
  const activeId = useSession((state) => state.activeCategoryId);
  const categories = useDocument(({ document }) => document?.categories);
  const sorted = useMemo(() => sortedCategories(categories?.values() ?? []), [categories]);
  const [chosenId, setChosenId] = useState<CategoryId | null>(activeId);
  const [tickedIds, setTickedIds] = useState<ReadonlySet<CategoryId>>(new Set());
  const [task, setTask] = useState<ManagerTask>(sorted.length === 0 ? 'add' : 'detail');
  const [typed, setTyped] = useState('');
  const chosen = sorted.find(({ id }) => id === chosenId) ?? null;
  const ticked = sorted.filter(({ id }) => tickedIds.has(id));
  const meant = ticked.length > 0 ? ticked : [chosen].filter((each) => each !== null);
  function endTask(): void {
    setTask('detail');
    setTickedIds(new Set());
  }
  return (
    <div className={classes.manager}>
      <div className={classes.left}>
        <ManagerBar typed={typed} onType={setTyped} onAdd={() => setTask('add')} />
        <CategoryTable
          sorted={sorted}
          typed={typed}
          chosenId={chosenId}
          tickedIds={tickedIds}
          onChoose={(id) => {
            setChosenId(id);
            setTask('detail');
          }}
          onTick={setTickedIds}
        />
        <ManagerFoot sorted={sorted} meant={meant} onTask={setTask} />
      </div>
      <div className={classes.right}>
        {task === 'detail' && <CategoryDetail key={chosen?.id} category={chosen} all={sorted} />}
        {task === 'add' && <AddLines onDone={() => setTask('detail')} />}
        {task === 'merge' && (
          <MergeQuestion key={keyOf(meant)} categories={meant} all={sorted} onDone={endTask} />
        )}
        {task === 'delete' && (
          <DeleteQuestion key={keyOf(meant)} categories={meant} all={sorted} onDone={endTask} />
        )}
      </div>
    </div>
  );
}

function keyOf(categories: readonly { readonly id: CategoryId }[]): string {
  return categories.map(({ id }) => id).join(' ');
}
