import { Modal, type ModalRootProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly size: 'sm' | 'md' | 'xl' | 'wide'; // wide: as wide as the window lets it be
  readonly yOffset?: ModalRootProps['yOffset'];
  /** At the right rim, with the screen behind it in full sight: for what is previewed there. */
  readonly isAside?: boolean;
  readonly children: ReactNode;
  onClose(): void;
}

/** A modal dialog. It is there at once: the next key a person presses is already meant for it. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, size, yOffset, isAside = false, children, onClose } = props;
  const { t } = useTranslation();
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size={size === 'wide' ? 'min(96vw, 1360px)' : size}
      yOffset={yOffset}
      transitionProps={{ duration: 0 }}
      styles={isAside ? { inner: { justifyContent: 'flex-end' } } : undefined}
    >
      {!isAside && <Modal.Overlay />}
      <Modal.Content>
        {/* a header element would be announced as a second banner of the page */}
        <Modal.Header role="presentation">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('dialog.close')} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
