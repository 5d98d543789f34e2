import { UnstyledButton } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ProjectPlace } from '#core/project/bin.ts';
import type { Project } from '#core/project/project.ts';
import type { ListedProject } from '#store/projectsStore.ts';
import { ProjectCard } from './ProjectCard.tsx';
import classes from './ProjectsScreen.module.css';

export interface ProjectGridProps {
  readonly label: string; // for assistive technology
  readonly projects: readonly ListedProject[];
  readonly place: ProjectPlace;
  onDeleteNow(project: Project): void;
}

/** Cards side by side. */
export function ProjectGrid({ label, projects, place, onDeleteNow }: ProjectGridProps) {
  return (
    <ul className={classes.grid} aria-label={label}>
      {projects.map((listed) => (
        <ProjectCard
          key={listed.project.id}
          listed={listed}
          place={place}
          onDeleteNow={() => onDeleteNow(listed.project)}
        />
      ))}
    </ul>
  );
}

export interface FoldedGridProps extends ProjectGridProps {
  readonly hint?: ReactNode;
}

/** Cards that are out of the way until they are asked for; nothing where there are none. */
export function FoldedGrid({ hint, ...grid }: FoldedGridProps) {
  const [isOpen, setOpen] = useState(false);
  if (grid.projects.length === 0) return null;
  return (
    <section style={{ marginTop: 28 }}>
      <h2 style={{ margin: 0, fontSize: 'inherit' }}>
        <UnstyledButton
          className={classes.fold}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight size={16} className={classes.chevron} aria-hidden />
          {grid.label}
        </UnstyledButton>
      </h2>
      {isOpen && hint}
      {isOpen && <ProjectGrid {...grid} />}
    </section>
  );
}
