import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FileText, ListChecks, Search } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete, Dialog, Header, Input, Label, Menu, MenuSection, Modal, ModalOverlay, TextField } from 'react-aria-components';
import { isEnabled, labelOf, type Action, type ActionContext } from '../../actions/action.ts';
import { actionById, actions } from '../../actions/all.ts';
import { runAction, useActionContext } from '../../actions/run.ts';
import { api } from '../../api/client.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { MenuLine } from '../../ui/menu.tsx';
import classes from './commands.module.css';

const mostOfEach = 6;

/** How well an action fits what was typed: 0 best; null when a word is in neither its name nor its other words. */
function rank(action: Action, label: string, typed: string): number | null {
  if (typed === '') return 0;
  const name = label.toLowerCase();
  const text = `${name} ${action.words ?? ''} ${action.menu ?? ''}`.toLowerCase();
  if (!typed.split(/\s+/).every((word) => text.includes(word))) return null;
  if (name.startsWith(typed)) return 0;
  return name.includes(typed) ? 1 : 2;
}

function fitting(context: ActionContext, typed: string): { action: Action; label: string }[] {
  return actions
    .filter((action) => action.id !== 'view.palette' && isEnabled(action, context))
    .map((action) => ({ action, label: labelOf(action, context) }))
    .map((entry) => ({ ...entry, rank: rank(entry.action, entry.label, typed) }))
    .filter((entry) => entry.rank !== null)
    .sort((a, b) => a.rank! - b.rank!);
}

/** Every command that can be done now, and every article and claim, a few letters away. */
export function Palette() {
  const close = useWorkspace((state) => state.closeDialog);
  const openDocument = useWorkspace((state) => state.openDocument);
  const context = useActionContext();
  const [text, setText] = useState('');
  const typed = text.trim().toLowerCase();
  const asking = typed.length > 1 && context.openCase !== null;
  const { data: documents } = useQuery(api.documents.list.queryOptions({ input: {}, enabled: asking }));
  const { data: claims } = useQuery(
    api.claims.suggest.queryOptions({ input: { text: typed, limit: mostOfEach }, enabled: asking, placeholderData: keepPreviousData }),
  );

  const commands = fitting(context, typed);
  const articles = asking
    ? (documents ?? []).filter(({ title }) => typed.split(/\s+/).every((word) => title.toLowerCase().includes(word))).slice(0, mostOfEach)
    : [];
  const found = asking ? (claims ?? []) : [];

  const choose = (key: string): void => {
    const [kind, id] = key.split(/:(.*)/s) as [string, string];
    close();
    if (kind === 'document') openDocument(id);
    else if (kind === 'claim') {
      context.workspace.show('claims');
      context.workspace.inspect({ kind: 'claim', id });
    } else void runAction(actionById(id));
  };

  return (
    <ModalOverlay
      isOpen
      isDismissable
      className={classes['overlay']!}
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <Modal className={classes['palette']!}>
        <Dialog aria-label="Command palette" className={classes['dialog']!}>
          <Autocomplete>
            <TextField className={classes['field']!} value={text} onChange={setText} autoFocus>
              <Label className="visually-hidden">Command, article or claim</Label>
              <Search aria-hidden />
              <Input dir="auto" placeholder="Command, article or claim" />
            </TextField>
            <div className={classes['list']} role="group" aria-label="Found" tabIndex={0}>
              <Menu
                aria-label="Commands"
                className={classes['menu']!}
                onAction={(key) => choose(String(key))}
                renderEmptyState={() => <p className={classes['nothing']}>Nothing is called that.</p>}
              >
                {commands.length > 0 ? (
                  <MenuSection aria-label="Commands">
                    {commands.map(({ action, label }) => (
                      <MenuLine
                        key={action.id}
                        item={{
                          id: `action:${action.id}`,
                          label,
                          hint: typed ? action.menu : undefined,
                          keys: action.keys?.[0],
                          checked: action.checked?.(context),
                        }}
                      />
                    ))}
                  </MenuSection>
                ) : null}
                {articles.length > 0 ? (
                  <MenuSection>
                    <Header className={classes['heading']}>Articles</Header>
                    {articles.map(({ id, title, publisher }) => (
                      <MenuLine key={id} item={{ id: `document:${id}`, label: title, hint: publisher, icon: <FileText /> }} />
                    ))}
                  </MenuSection>
                ) : null}
                {found.length > 0 ? (
                  <MenuSection>
                    <Header className={classes['heading']}>Claims</Header>
                    {found.map(({ id, text: claim, claimant }) => (
                      <MenuLine key={id} item={{ id: `claim:${id}`, label: claim, hint: claimant, icon: <ListChecks /> }} />
                    ))}
                  </MenuSection>
                ) : null}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
