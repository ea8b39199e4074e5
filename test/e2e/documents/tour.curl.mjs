#!/usr/bin/env node
/** What the tour needs of curl, for machines that have none. */
import { setTimeout as delay } from 'node:timers/promises';

const OPTIONS = { '-X': 'method', '-d': 'body', '-H': 'headers', '--retry': 'retry', '--retry-delay': 'pause' };
const given = { method: 'GET', body: undefined, headers: [], retry: 0, pause: 1, url: undefined, include: false };

const words = process.argv.slice(2);
while (words.length > 0) {
  const word = words.shift();
  const option = OPTIONS[word];
  if (option === 'headers') given.headers.push(words.shift().split(/:\s*/, 2));
  else if (option) given[option] = words.shift();
  else if (word === '-i') given.include = true;
  else if (!word.startsWith('-')) given.url = word;
}

async function ask(tries) {
  const { method, body, headers, url, pause } = given;
  try {
    return await fetch(url, { method, body, headers });
  } catch (error) {
    if (tries === 0) throw error;
    await delay(pause * 1_000);
    return ask(tries - 1);
  }
}

const answer = await ask(Number(given.retry));
const head = [`HTTP/1.1 ${answer.status}`, ...[...answer.headers].map((header) => header.join(': ')), '', ''];
process.stdout.write(`${given.include ? head.join('\r\n') : ''}${await answer.text()}`);
