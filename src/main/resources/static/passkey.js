// Passkeys: asks this console for a question, the authenticator for its answer, and brings it back.
(function () {
  'use strict';
  const main = document.querySelector('[data-passkey]');
  if (!main) {
    return;
  }
  const way = main.dataset.passkey;
  const form = main.querySelector('[data-passkey-form]');
  const button = form.querySelector('button');
  const trouble = document.getElementById('passkey-trouble');
  const REASONS = {
    NotAllowedError: 'The passkey was not given: cancelled, too late, or there is none for this console.',
    InvalidStateError: 'This device has a passkey for you already: sign in with it.',
    SecurityError: 'Passkeys are for the name localhost: open this page there.',
  };

  async function post(path, body) {
    const answer = await fetch(path, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Accept': 'application/json'},
      body: JSON.stringify(body),
    });
    const json = await answer.json();
    if (!answer.ok) {
      throw new Error(json.problem.what + ' ' + json.problem.advice);
    }
    return json;
  }

  async function signIn() {
    const question = await post('/sign-in/begin', {});
    const credential = await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question.publicKey),
    });
    return post('/sign-in/finish', credential.toJSON());
  }

  async function enrol() {
    const question = await post('/enrolling/begin', {});
    const credential = await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question.publicKey),
    });
    return post('/enrolling/finish', {
      label: form.elements.label.value,
      credential: credential.toJSON(),
    });
  }

  form.addEventListener('submit', async function (event) {
    event.preventDefault();
    button.disabled = true;
    trouble.textContent = '';
    try {
      const done = await (way === 'sign-in' ? signIn() : enrol());
      location.assign(done.to);
    } catch (error) {
      trouble.textContent = REASONS[error.name] || error.message || 'No answer from Twokey; try again.';
      button.disabled = false;
    }
  });
})();
