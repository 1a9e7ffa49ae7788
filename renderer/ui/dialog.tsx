import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { X } from 'lucide-react';
import { IconButton } from './button.tsx';
import classes from './dialog.module.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  width?: 's' | 'm' | 'l';
  /** Decisions that must be taken by a button, not by clicking beside. */
  urgent?: boolean;
  children: ReactNode;
  footer?: ReactNode;
}

/** A decision above the panes. Escape and a click beside close it. */
export function Dialog({ title, onClose, width = 'm', urgent = false, children, footer }: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={!urgent}
      className={classes['overlay']!}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`${classes['modal']} ${classes[width]}`}>
        <AriaDialog className={classes['dialog']!} {...(urgent ? { role: 'alertdialog' } : {})}>
          <header className={classes['header']}>
            <Heading slot="title" className={classes['title']!}>
              {title}
            </Heading>
            <IconButton label="Close" icon={<X />} onPress={onClose} />
          </header>
          <div className={classes['body']}>{children}</div>
          {footer ? <footer className={classes['footer']}>{footer}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
