import './ui/tokens.css';
import './ui/base.css';
import { mount } from 'svelte';
import { followLocale } from '../electron/shared/messages/catalogue.ts';
import App from './App.svelte';
import { connectWindow } from './api.ts';
import { answerRequest } from './requests.ts';
import { restoreView } from './restore-view.ts';
import { createAppState } from './state/app.ts';
import { Language } from './state/language.svelte.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no #app.');

const app = createAppState(connectWindow());
const language = new Language();
followLocale(() => language.spoken);
const arriving = app.backend.start(); // before anything is drawn: the main process answers meanwhile
await language.speak(app.backend.locale).catch(() => undefined); // it is tried again below
language.follow(() => app.backend.locale);
mount(App, { target, props: { app } });
const { requests, view } = await arriving;
if (view !== undefined) restoreView(app, view);
if (app.library.counts.all === 0) app.workspace.resumeFirstSteps();
for (const request of requests) answerRequest(app, request);
