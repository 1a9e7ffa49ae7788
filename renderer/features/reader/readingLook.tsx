import { ALargeSmall } from 'lucide-react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import * as z from 'zod';
import { textSizes, textSizeShape } from '../../actions/reader.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { Choice } from '../../parts/choice.tsx';
import { useViewSetting } from '../../parts/useViewSetting.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import classes from './readingLook.module.css';

const lookShape = z.object({
  measure: z.enum(['narrow', 'usual', 'wide']),
  leading: z.enum(['tight', 'usual', 'loose']),
  paper: z.enum(['plain', 'warm', 'clear']),
});
type Look = z.infer<typeof lookShape>;

const usual: Look = { measure: 'usual', leading: 'usual', paper: 'plain' };

/** How articles are set for this person: the same in every article and both panes, kept over restarts. */
export function useReadingLook(): { textSize: number; look: Look; setLook: (look: Look) => void } {
  const [textSize] = useViewSetting('reader.textSize', textSizeShape, textSizes.usual);
  const [look, setLook] = useViewSetting('reader.look', lookShape, usual);
  return { textSize, look, setLook };
}

/** Text size, length and height of lines, and the tone of the paper. */
export function ReadingLook() {
  const { textSize, look, setLook } = useReadingLook();
  return (
    <DialogTrigger>
      <IconButton label="Reading look" icon={<ALargeSmall />} />
      <Popover className={classes['popover']!} placement="bottom end" offset={4}>
        <Dialog className={classes['look']!} aria-label="Reading look">
          <div className={classes['row']} role="group" aria-label="Text size">
            <span className={classes['name']}>Text size</span>
            <ActionButton action="reader.text.smaller" iconOnly icon={<span className={classes['small']}>A</span>} />
            <output className={classes['size']} aria-label="Text size in pixels">
              {textSize}
            </output>
            <ActionButton action="reader.text.larger" iconOnly icon={<span className={classes['large']}>A</span>} />
          </div>
          <Choice
            label="Length of lines"
            value={look.measure}
            options={[
              { value: 'narrow', label: 'Narrow' },
              { value: 'usual', label: 'Usual' },
              { value: 'wide', label: 'Wide' },
            ]}
            onChange={(measure) => setLook({ ...look, measure })}
          />
          <Choice
            label="Height of lines"
            value={look.leading}
            options={[
              { value: 'tight', label: 'Tight' },
              { value: 'usual', label: 'Usual' },
              { value: 'loose', label: 'Loose' },
            ]}
            onChange={(leading) => setLook({ ...look, leading })}
          />
          <Choice
            label="Paper"
            value={look.paper}
            options={[
              { value: 'plain', label: 'Plain' },
              { value: 'warm', label: 'Warm' },
              { value: 'clear', label: 'Clear' },
            ]}
            onChange={(paper) => setLook({ ...look, paper })}
          />
          {/* Never disabled: it would lose the keyboard with its own press, and Escape would not close the dialog any more. */}
          <Button tone="quiet" size="s" onPress={() => setLook(usual)}>
            As usual
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
