// SPDX-License-Identifier: Apache-2.0
'use strict';

const LONGEST_LIST = 9;
const SILENCE = 40_000; // the server says something every 15 s
const WORDS = {
  OFF: 'off', FREE: 'free', RINGING: 'ringing', TALKING: 'talking', WRAP_UP: 'wrapping up', PAUSED: 'paused',
};

let board = null;
let ahead = 0; // the server's clock minus ours
let heard = Date.now();
let fresh = false;

const $ = id => document.getElementById(id);

/** Writes only what has changed, so that nothing flickers and screen readers stay calm. */
function write(element, text) {
  const value = String(text);
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

function span(since) {
  const seconds = Math.max(0, Math.floor((Date.now() + ahead - since) / 1000));
  return minutes(seconds);
}

function minutes(seconds) {
  const rest = String(seconds % 60).padStart(2, '0');
  const all = Math.floor(seconds / 60);
  return all < 60 ? `${all}:${rest}` : `${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')}:${rest}`;
}

/** One element for each item, found again by its id, in the order of the items. */
function list(parent, items, make, fill) {
  const there = new Map([...parent.children].map(child => [child.dataset.id, child]));
  items.forEach((item, index) => {
    let child = there.get(item.id);
    there.delete(item.id);
    if (!child) {
      child = make(item);
      child.dataset.id = item.id;
    }
    if (parent.children[index] !== child) {
      parent.insertBefore(child, parent.children[index] ?? null);
    }
    fill(child, item, index);
  });
  there.forEach(child => child.remove());
}

function element(name, className, parent) {
  const made = document.createElement(name);
  made.className = className;
  parent?.append(made);
  return made;
}

function button(parent, text, path, key) {
  const made = element('button', 'act', parent);
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', () => {
    const id = parent.dataset.id;
    fetch(`${path}?${key}=${encodeURIComponent(id)}`, {method: 'POST', headers: {'X-Call-Centre': '1'}});
  });
}

function makeCaller() {
  const row = element('li', '');
  element('span', 'place', row);
  const who = element('span', 'who', row);
  element('div', 'name', who);
  element('div', 'about', who);
  element('span', 'time', row);
  if (board.supervised) {
    button(row, 'take', 'take', 'caller');
  }
  return row;
}

function fillCaller(row, caller, index) {
  write(row.querySelector('.place'), index + 1);
  write(row.querySelector('.name'), caller.caller);
  const kind = caller.callBack ? 'to be called back' : 'on the line';
  const about = caller.agent ? `rings at ${caller.agent}` : kind;
  write(row.querySelector('.about'), caller.skill ? `${caller.skill} · ${about}` : about);
  row.classList.toggle('offered', caller.agent !== '');
  row.querySelectorAll('.act').forEach(act => { act.disabled = caller.callBack; });
}

function makeAgent() {
  const card = element('li', '');
  element('span', 'name', card);
  element('span', 'time', card);
  element('span', 'state', card);
  element('span', 'skills', card);
  if (board.supervised) {
    button(card, 'listen', 'listen', 'agent');
  }
  return card;
}

function fillAgent(card, agent) {
  card.dataset.state = agent.state;
  write(card.querySelector('.name'), agent.name);
  write(card.querySelector('.state'), agent.caller ? `${WORDS[agent.state]} ${agent.caller}` : WORDS[agent.state]);
  write(card.querySelector('.skills'), agent.skills.join(' '));
  card.querySelectorAll('.act').forEach(act => { act.hidden = agent.state !== 'TALKING'; });
}

function show() {
  const {waiting, agents, totals} = board;
  write($('waiting'), waiting.length);
  const staff = agents.filter(agent => agent.state !== 'OFF');
  const free = staff.filter(agent => agent.state === 'FREE').length;
  write($('free'), free);
  write($('staff'), staff.length);
  write($('target'), Math.round(board.target / 1000));
  const level = totals.answered ? Math.round(100 * totals.inTime / totals.answered) : null;
  write($('level'), level === null ? '–' : `${level} %`);
  write($('answered'), totals.answered);
  write($('average'), minutes(Math.round(totals.averageWait / 1000)));
  write($('abandoned'), totals.abandoned);
  write($('overflowed'), totals.overflowed);
  write($('callbacks'), totals.askedForCallBack);
  $('tile-waiting').classList.toggle('alarm', waiting.length > staff.length && waiting.length > 0);
  $('tile-free').classList.toggle('good', free > 0);
  $('tile-level').classList.toggle('alarm', level !== null && level < 70);
  list($('line'), waiting.slice(0, LONGEST_LIST), makeCaller, fillCaller);
  list($('agents'), agents, makeAgent, fillAgent);
  $('nobody').hidden = waiting.length > 0;
  $('more').hidden = waiting.length <= LONGEST_LIST;
  write($('more'), `and ${waiting.length - LONGEST_LIST} more`);
  tick();
}

function tick() {
  write($('clock'), new Date().toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', hour12: false}));
  link();
  if (!board) {
    return;
  }
  const late = caller => Date.now() + ahead - caller.joined > board.target;
  const first = board.waiting[0];
  write($('longest'), first ? span(first.joined) : '0:00');
  $('tile-longest').classList.toggle('alarm', Boolean(first) && late(first));
  board.waiting.slice(0, LONGEST_LIST).forEach((caller, index) => {
    const row = $('line').children[index];
    write(row.querySelector('.time'), span(caller.joined));
    row.classList.toggle('late', late(caller));
  });
  board.agents.forEach((agent, index) => {
    write($('agents').children[index].querySelector('.time'), agent.state === 'OFF' ? '' : span(agent.since));
  });
}

function link() {
  const silent = Date.now() - heard > SILENCE;
  const state = !board ? 'connecting' : !fresh || silent ? 'lost' : board.online ? 'live' : 'asterisk';
  document.body.dataset.link = state;
  write($('link'), {
    connecting: 'connecting', live: 'live', lost: 'this picture is old: no connection to the call centre',
    asterisk: 'Asterisk cannot be reached',
  }[state]);
}

const events = new EventSource('events');
events.addEventListener('board', event => {
  board = JSON.parse(event.data);
  ahead = board.now - Date.now();
  heard = Date.now();
  fresh = true;
  show();
});
events.addEventListener('alive', () => { heard = Date.now(); });
events.addEventListener('error', () => {
  fresh = false;
  link();
});
setInterval(tick, 1000);
