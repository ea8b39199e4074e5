import type { Command, Option } from 'commander';

/** What may come next behind some words of a command line. */
export interface CompletionPoint {
  /** The commands that were typed: `organization suspend`; empty for the program itself. */
  readonly path: string;
  /** The commands of a group, or the values and options of a command. */
  readonly next: readonly CompletionWord[];
}

/** A word that may be typed, and for an option the possible values. */
export interface CompletionWord {
  readonly text: string;
  readonly purpose: string;
  readonly value?: 'file' | 'any' | readonly string[];
}

/** The completion points of a program's command line, the program itself first. */
export function completionPoints(command: Command, above: readonly string[] = []): CompletionPoint[] {
  const below = command.commands.flatMap((each) => completionPoints(each, [...above, each.name()]));
  const names = command.commands.map((each) => ({ text: each.name(), purpose: firstSentence(each.description()) }));
  const values = command.registeredArguments.flatMap(({ argChoices = [], description }) =>
    argChoices.map((text) => ({ text, purpose: description })),
  );
  const next = [...names, ...values, ...options(command)];
  return [{ path: above.join(' '), next }, ...below];
}

function options(command: Command): CompletionWord[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => option.long !== undefined)
    .map((option) => ({ text: option.long!, purpose: firstSentence(option.description), ...valueOf(option) }));
}

function valueOf({ required, optional, argChoices, flags }: Option): Pick<CompletionWord, 'value'> {
  if (!required && !optional) return {};
  return { value: argChoices ?? (flags.endsWith('<path>') ? 'file' : 'any') };
}

function firstSentence(text: string): string {
  return text.split(/[.;:](\s|$)/, 1)[0]!;
}
