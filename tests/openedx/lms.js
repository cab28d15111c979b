/** What the LMS does with a rendered XBlock: hand its script the element, its arguments and a runtime. */
'use strict';
const element = document.querySelector('[data-init]');
const args = element.querySelector('.xblock_json_init_args');
const runtime = { handlerUrl: (_, name) => `${location.pathname}/handler/${name}` };
window[element.dataset.init](runtime, element, args ? JSON.parse(args.textContent) : undefined);
