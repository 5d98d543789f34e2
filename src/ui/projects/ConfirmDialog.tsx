import { Button, Group, Stack, Text } from '@mantine/core';
import { Dialog } from '../widgets/Dialog.tsx';

export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly body: string;
  readonly cancel: string;
  readonly confirm: string;
  readonly isDanger?: boolean;
  onCancel(): void;
  onConfirm(): void;
}

/** A question whose safe answer has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, title, body, cancel, confirm, isDanger, onCancel, onConfirm } = props;
  return (
    <Dialog isOpen={isOpen} onClose={onCancel} title={title} size="sm">
      <Stack gap="md">
        <Text size="sm">{body}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" size="sm" onClick={onCancel} data-autofocus>
            {cancel}
          </Button>
          <Button size="sm" color={isDanger ? 'red' : undefined} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
