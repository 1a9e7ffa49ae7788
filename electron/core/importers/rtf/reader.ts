import type { LeftOutReason } from '../../../../shared/domain/entities.ts';
import { partialDate } from '../../../../shared/domain/ids.ts';
import type { RawBlock } from '../../../../shared/text/normalise.ts';
import { symbolOf } from '../docx/symbols.ts';
import { markerOrBullet } from '../marker.ts';
import { createParagraph } from '../paragraph.ts';
import type { Reading } from '../parser.ts';
import { Refusal } from '../refusal.ts';
import { roleOfStyle } from '../styleNames.ts';
import { decodeBytes, encodingOfCharset, encodingOfPage, symbolCharset } from './codePages.ts';
import type { TokenReader } from './tokens.ts';
import { firstGroup, type Destination, type Flow, type Font, type Group } from './state.ts';
import { characters, entered, skipped } from './words.ts';

export interface RtfDocument {
  blocks: RawBlock[];
  notes: RawBlock[];
  leftOut: Required<Reading>['leftOut'];
  /** Title, author and the like; times as ISO days. */
  info: ReadonlyMap<string, string>;
  encoding: string;
  hasPicture: boolean;
}

const deepest = 5_000;
const days = { yr: 4, mo: 2, dy: 2 } as const;

/** Reads the tokens of an RTF file. Throws `Refusal` as `unsafe` where it is nested beyond all use. */
export function createRtfReader(
  addressOf: (href: string | null, base: string | undefined) => string | null,
): TokenReader & { end(): RtfDocument } {
  const document: RtfDocument & { info: Map<string, string> } = {
    blocks: [],
    notes: [],
    leftOut: [],
    info: new Map(),
    encoding: 'windows-1252',
    hasPicture: false,
  };
  const fonts = new Map<number, Font>();
  const styles = new Map<number, string>();
  const groups: Group[] = [];
  let group: Group = firstGroup();
  const newFlow = (): Flow => ({ line: createParagraph(), marker: '', blocks: document.blocks, out: [] });
  let flow = newFlow();
  let boxes: RawBlock[] = [];
  let pending: number[] = [];
  let toSkip = 0;
  let high = '';
  let table: 'fonts' | 'styles' | null = null;
  let name = '';
  const codes: string[] = [];
  let commentWriter = '';

  function add(text: string): void {
    if (text === '') return;
    const { destination, field, hidden, deleted, raised } = group;
    if (destination === 'name') name += text;
    else if (destination === 'code') codes[codes.length - 1] += text;
    else if (destination === 'info') document.info.set(field, (document.info.get(field) ?? '') + text);
    else if (destination === 'marker') flow.marker += text;
    else if (destination === 'text') {
      if (!hidden && !deleted) return raised ? flow.line.addRaised(text) : flow.line.add(text);
      const reason = deleted ? 'deleted' : 'hidden';
      const last = flow.out.at(-1);
      if (last?.reason === reason) last.parts.push(text);
      else flow.out.push({ reason, parts: [text] });
    }
  }

  function flush(): void {
    if (pending.length === 0) return;
    const font = fonts.get(group.font);
    if (font?.isSymbol && group.destination === 'text') for (const byte of pending) add(symbolOf(font.name, 0xf000 + byte));
    else add(decodeBytes(pending, font?.encoding ?? document.encoding));
    pending = [];
  }

  function endParagraph(inCell = group.inCell): void {
    for (const { reason, parts } of flow.out.splice(0))
      document.leftOut.push({ text: parts.join(''), reason, before: document.blocks.length });
    const { text, links } = flow.line.take();
    if (/\S/.test(text)) flow.blocks.push({ ...shapeOf(inCell), marker: markerOrBullet(flow.marker), text, links });
    flow.marker = '';
    if (flow.blocks === document.blocks) document.blocks.push(...boxes.splice(0));
  }

  function shapeOf(inCell: boolean): Pick<RawBlock, 'kind' | 'level'> {
    const role = roleOfStyle(styles.get(group.style) ?? '');
    if (group.outline >= 0 && group.outline < 9) return { kind: 'heading', level: Math.min(6, group.outline + 1) };
    if (role?.kind === 'heading') return role;
    if (inCell) return { kind: 'table-cell' };
    return group.list > 0 ? { kind: 'list-item', level: Math.min(6, group.depth + 1) } : (role ?? { kind: 'paragraph' });
  }

  /** Opens a text apart from the one around it, until its group ends. */
  function apart(close: (blocks: RawBlock[]) => void): void {
    const around = flow;
    const blocks: RawBlock[] = [];
    flow = { ...newFlow(), blocks };
    Object.assign(group, { destination: 'text', inCell: false, style: -1, outline: 9, list: 0, hidden: false });
    group.onClose = () => {
      endParagraph();
      flow = around;
      close(blocks);
    };
  }

  const leaveOut = (reason: LeftOutReason, blocks: readonly RawBlock[], before = ''): void => {
    const text = blocks.map((block) => block.text).join('\n');
    if (text !== '') document.leftOut.push({ text: before + text, reason, before: document.blocks.length });
  };

  function enter(destination: Destination, onClose: (() => void) | null = null): void {
    group.destination = destination;
    group.onClose = onClose;
  }

  /** Control words that say what a group holds. False for any other. */
  function destinationWord(word: string): boolean {
    switch (word) {
      case 'fonttbl':
      case 'stylesheet':
        table = word === 'fonttbl' ? 'fonts' : 'styles';
        enter('name', () => {
          keepName();
          table = null;
        });
        return true;
      case 'info':
        enter('skip');
        return true;
      case 'title':
      case 'author':
      case 'creatim':
      case 'revtim':
        // Inside the information group alone do these words name anything.
        if (group.destination === 'skip') {
          enter('info');
          group.field = word;
        }
        return true;
      case 'field':
        codes.push('');
        group.onClose = () => codes.pop();
        return true;
      case 'fldinst':
        if (codes.length > 0) enter('code');
        else enter('skip');
        return true;
      case 'fldrslt': {
        const target = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]+))/i.exec(codes.at(-1) ?? '');
        const { line } = flow;
        line.openLink(target ? addressOf(target[1] ?? target[2] ?? '', undefined) : null);
        group.onClose = () => line.closeLink();
        return true;
      }
      case 'footnote':
        apart((blocks) =>
          document.notes.push(...blocks.map((block): RawBlock => ({ kind: 'footnote', text: block.text, links: block.links }))),
        );
        return true;
      case 'annotation':
        apart((blocks) => leaveOut('comments', blocks, commentWriter === '' ? '' : `${commentWriter.trim()}: `));
        return true;
      case 'atnauthor':
        name = '';
        enter('name', () => {
          commentWriter = name;
          name = '';
        });
        return true;
      case 'header':
      case 'headerl':
      case 'headerr':
      case 'headerf':
        apart((blocks) => leaveOut('page-header', blocks));
        return true;
      case 'footer':
      case 'footerl':
      case 'footerr':
      case 'footerf':
        apart((blocks) => leaveOut('page-footer', blocks));
        return true;
      case 'listtext':
      case 'pntext':
        enter('marker');
        return true;
      case 'shpinst':
      case 'upr':
        enter('skip');
        return true;
      case 'ud':
        enter('text');
        return true;
      case 'shptxt':
        apart((blocks) => boxes.push(...blocks));
        return true;
      default:
        if (!skipped.has(word)) return false;
        document.hasPicture ||= word === 'pict';
        enter('skip');
        return true;
    }
  }

  function keepName(): void {
    const words = name.replace(/;\s*$/, '').trim();
    if (table === 'fonts' && group.font >= 0) {
      const font = fonts.get(group.font) ?? { name: '', encoding: null, isSymbol: false };
      fonts.set(group.font, { ...font, name: words || font.name });
    } else if (table === 'styles' && words !== '') styles.set(Math.max(0, group.style), words);
    name = '';
  }

  function propertyWord(word: string, value: number): void {
    switch (word) {
      case 'par':
      case 'sect':
        return group.destination === 'text' ? endParagraph() : undefined;
      case 'cell':
      case 'nestcell':
        return group.destination === 'text' ? endParagraph(true) : undefined;
      case 'pard':
        Object.assign(group, { inCell: false, style: -1, outline: 9, list: 0, depth: 0 });
        return;
      case 'plain':
        Object.assign(group, { hidden: false, deleted: false, raised: false, font: group.font });
        return;
      case 'intbl':
        group.inCell = true;
        return;
      case 'v':
        group.hidden = value !== 0;
        return;
      case 'deleted':
        group.deleted = value !== 0;
        return;
      case 'super':
      case 'up':
        group.raised = value !== 0;
        return;
      case 'nosupersub':
      case 'sub':
        group.raised = false;
        return;
      case 's':
        group.style = value;
        return;
      case 'outlinelevel':
        group.outline = value;
        return;
      case 'ls':
        group.list = value;
        return;
      case 'pnlvlblt':
      case 'pnlvlbody':
        group.list = 1;
        return;
      case 'ilvl':
        group.depth = value;
        return;
      case 'f':
        group.font = value;
        return;
      case 'fcharset':
      case 'cpg': {
        const font = fonts.get(group.font) ?? { name: '', encoding: null, isSymbol: false };
        const encoding = word === 'cpg' ? encodingOfPage(value) : encodingOfCharset(value);
        fonts.set(group.font, {
          ...font,
          encoding: encoding ?? font.encoding,
          isSymbol: font.isSymbol || (word === 'fcharset' && value === symbolCharset),
        });
        return;
      }
      case 'ansicpg':
        document.encoding = encodingOfPage(value) ?? document.encoding;
        return;
      case 'mac':
        document.encoding = 'macintosh';
        return;
      case 'uc':
        group.standIns = Math.max(0, value);
        return;
      case 'yr':
      case 'mo':
      case 'dy':
        if (group.destination === 'info') addDay(word, value);
        return;
      default: {
        const character = characters[word];
        if (character !== undefined) add(character);
      }
    }
  }

  function addDay(part: keyof typeof days, value: number): void {
    const before = document.info.get(group.field) ?? '';
    const next = `${before}${before === '' ? '' : '-'}${String(value).padStart(days[part], '0')}`;
    if (partialDate.safeParse(next).success) document.info.set(group.field, next);
  }

  return {
    open() {
      flush();
      if (groups.length >= deepest) throw new Refusal('unsafe', 'nested beyond all use');
      groups.push(group);
      group = { ...group, isOptional: false, onClose: null };
      toSkip = 0;
    },
    close() {
      flush();
      const outer = groups.pop();
      if (!outer) return;
      if (table !== null && group.destination === 'name' && groups.length > 0 && name !== '') keepName();
      group.onClose?.();
      group = outer;
      toSkip = 0;
    },
    control(word, value) {
      if (word === 'u' && !Number.isNaN(value)) {
        flush();
        const unit = String.fromCharCode(value & 0xffff);
        // The halves of one character come as two words.
        if (/[\ud800-\udbff]/.test(unit)) high = unit;
        else {
          add(/[\udc00-\udfff]/.test(unit) ? `${high}${unit}`.toWellFormed() : unit);
          high = '';
        }
        toSkip = group.standIns;
        return;
      }
      if (toSkip > 0 && Object.hasOwn(characters, word)) {
        toSkip--;
        return;
      }
      flush();
      if (word === '*') {
        group.isOptional = true;
        return;
      }
      if (group.isOptional && !entered.has(word)) {
        group.isOptional = false;
        return enter('skip');
      }
      group.isOptional = false;
      if (!destinationWord(word)) propertyWord(word, value);
    },
    byte(value) {
      if (toSkip > 0) toSkip--;
      else if (group.destination !== 'skip') pending.push(value);
    },
    end() {
      flush();
      while (groups.length > 0) {
        group.onClose?.();
        group = groups.pop()!;
      }
      endParagraph();
      document.blocks.push(...boxes);
      boxes = [];
      return { ...document, leftOut: document.leftOut.toSorted((a, b) => a.before - b.before) };
    },
  };
}
