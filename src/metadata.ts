/** What decorators write to. Ahead of every class that has one: the bundle loads this file first (`scripts/bundle.cjs`). */
import 'reflect-metadata';
