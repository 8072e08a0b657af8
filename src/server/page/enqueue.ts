import type { SubmitAnswer } from '../deps.ts';
import { type Html, html } from './html.ts';
import { documentLink } from './link.ts';

/** The form that takes addresses. `locked`: the browser will ask for the password. */
export function enqueueForm(locked: boolean, urls = ''): Html {
  return html`<section aria-labelledby="enqueue">
<h2 id="enqueue">Add addresses</h2>
<form class="enqueue" action="/requests" method="post">
<label for="urls">Web addresses of articles, one a line</label>
<textarea id="urls" name="urls" rows="4" required spellcheck="false" placeholder="https://">${urls}</textarea>
<button>Enqueue</button>
${locked && html`<p class="note">Your browser will ask for the password; the user is copydesk.</p>`}
</form></section>`;
}

const words = { accepted: 'accepted', 'run-again': 'accepted again', known: 'known already' } as const;

/** What became of each address sent with the form. */
export function enqueueAnswers(answers: SubmitAnswer[], locked: boolean): Html {
  const refused = answers.filter((answer) => !answer.ok).map(({ url }) => url);
  const taken = answers.length - refused.length;
  return html`<h1>${taken} of ${answers.length} taken</h1>
<ul class="answers">${answers.map(answerLine)}</ul>
<p><a href="/">To the articles</a> · <a href="/documents?state=accepted">Documents in flight</a></p>
${refused.length > 0 && enqueueForm(locked, refused.join('\n'))}`;
}

function answerLine(answer: SubmitAnswer): Html {
  if (!answer.ok) {
    return html`<li><span class="state rejected">refused</span> <span class="address">${answer.url}</span><br><span class="why">${answer.error}</span></li>`;
  }
  const { id, address, state } = answer;
  const now = answer.answer === 'known' && state !== 'accepted' ? `, ${state}` : '';
  return html`<li><span class="state ${state}">${words[answer.answer]}${now}</span> ${documentLink(id, address)}</li>`;
}
