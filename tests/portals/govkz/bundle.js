"use strict";
// The stand-in's own script: draws every page of the entity from the interface, with the tickets that any visitor's browser fetches.
(() => {
  const root = document.getElementById("root");
  const query = new URLSearchParams(location.search);
  const lang = ["kk", "ru", "en"].includes(query.get("lang")) ? query.get("lang") : "ru";
  const found = location.pathname.match(/^\/memleket\/entities\/([\w-]+)\/?(.*?)\/?$/);
  const code = found ? found[1] : "";
  const path = found ? found[2] : "";
  const base = `/memleket/entities/${code}`;
  const content = "/api/v1/public/content-manager";
  const PAGE = 4;
  const WORDS = {
    kk: {name: "Дала жолдары министрлігі (ойдан шығарылған)", official: "Ресми интернет-ресурс", menu: "Негізгі мәзір", main: "Басты бет",
         search: "Іздеу", find: "Табу", news: "Жаңалықтар", docs: "Құжаттар", heads: "Басшылық", structure: "Құрылым", contacts: "Байланыс",
         ask: "Сұрақ қою", activity: "Қызметі", closed: "Деректер уақытша қолжетімсіз", none: "Бет табылмады", here: "Сіз мұндасыз",
         months: "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"},
    ru: {name: "Министерство степных дорог (вымышленное)", official: "Официальный интернет-ресурс", menu: "Главное меню", main: "Главная",
         search: "Поиск", find: "Найти", news: "Новости", docs: "Документы", heads: "Руководство", structure: "Структура",
         contacts: "Контакты", ask: "Задать вопрос", activity: "Деятельность", closed: "Данные временно недоступны",
         none: "Страница не найдена", here: "Вы здесь",
         months: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"},
    en: {name: "Ministry of Steppe Roads (invented)", official: "Official internet resource", menu: "Main menu", main: "Home",
         search: "Search", find: "Find", news: "News", docs: "Documents", heads: "Leadership", structure: "Structure", contacts: "Contacts",
         ask: "Ask a question", activity: "Activities", closed: "Data are not available at present", none: "Page not found",
         here: "You are here",
         months: "January February March April May June July August September October November December"},
  };
  const say = WORDS[lang];

  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  // The platform's pages fit a telephone.
  document.head.append(make("style", {}, "body{overflow-wrap:anywhere}img,input,table{max-width:100%}nav a{display:inline-block;padding:2px 6px}"
    + "@media(max-width:600px){nav a{display:block}}"));
  const to = (where, other = lang) => `${base}${where ? "/" + where : ""}?lang=${other}`;
  const link = (where, text) => make("a", {href: to(where), title: text}, text);
  const html = (markup) => { const node = make("div"); node.innerHTML = markup; return node; };

  async function ask(url, options = {}) {
    for (let attempt = 0; attempt < 4; attempt++) {
      const answer = await fetch(url, {credentials: "same-origin", ...options});
      if (answer.status === 400) throw new Error((await answer.json()).error);
      if (answer.ok && (answer.headers.get("content-type") || "").startsWith("application/json")) return answer.json();
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error("no answer");
  }
  const posted = (url, value) => ask(url, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(value)});
  const TICKETS = {news: "/api/v1/public/_/c/k6", public: "/api/v2/_/c/q2"};
  const ticket = (name) => posted(TICKETS[name], {});
  async function list(kind, more = "") {
    if (TICKETS[kind]) await ticket(kind);
    return ask(`${content}/${kind}?projects=eq:${code}&lang=${lang}${more}`);
  }

  function date(iso, time) {
    const at = new Date(new Date(iso).getTime() + 5 * 3600e3);
    const [year, month, day] = [at.getUTCFullYear(), say.months.split(" ")[at.getUTCMonth()], at.getUTCDate()];
    const words = lang === "kk" ? `${year} жылғы ${day} ${month}` : lang === "en" ? `${day} ${month} ${year}` : `${day} ${month} ${year}`;
    const two = (number) => String(number).padStart(2, "0");
    return time ? `${words}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}` : words;
  }

  const card = (item, where) => make("div", {class: "card-news-list__item"},
    make("p", {class: "categories__item color_grey"}, date(item.created_date)), link(`${where}/${item.id}`, item.title));

  async function cards(kind, where, details) {
    const number = Number(path.slice(where.length + 1)) || 1;
    const items = await list(kind, `&sort-by=created_date:DESC&size=${PAGE}&page=${number}`);
    const pager = make("p", {class: "pager"});
    if (number > 1) pager.append(link(`${where}/${number - 1}`, `← ${number - 1}`));
    if (items.length === PAGE) pager.append(link(`${where}/${number + 1}`, `${number + 1} →`));
    return [...items.map((item) => card(item, details)), pager];
  }

  async function article(kind, id) {
    const [item] = await list(kind, `&id=eq:${id}`);
    if (!item) return null;
    const files = (item.full_text || []).map((file) => make("p", {}, make("a", {href: file.document}, "DOCX: " + item.title)));
    return [make("article", {}, make("h1", {}, item.title), make("p", {class: "date"}, date(item.created_date, true)),
      html(item.body || item.content || ""), ...files)];
  }

  const person = (item) => make("li", {}, make("h2", {}, `${item.lastname} ${item.name} ${item.middlename}`), make("p", {}, item.position),
    make("p", {}, make("a", {href: "tel:" + item.phone.replace(/[^+\d]/g, "")}, item.phone)),
    make("p", {}, make("a", {href: "mailto:" + item.email}, item.email)));

  async function draw() {
    const id = (path.match(/details\/(\d+)$/) || [])[1];
    if (!path) {
      const latest = await list("news", "&sort-by=created_date:DESC&size=3").catch(() => []);
      return [make("h1", {}, say.name), make("p", {}, say.official), make("h2", {}, say.news),
        ...latest.map((item) => card(item, "press/news/details"))];
    }
    if (path.startsWith("press/news/details/")) return article("news", id);
    if (path.startsWith("documents/details/")) return article("documents", id);
    if (/^press\/news(\/\d+)?$/.test(path)) return [make("h1", {}, say.news), ...await cards("news", "press/news", "press/news/details")];
    if (/^documents(\/\d+)?$/.test(path)) return [make("h1", {}, say.docs), ...await cards("documents", "documents", "documents/details")];
    if (path === "about") return [make("h1", {}, say.heads), make("ul", {}, ...(await list("curators")).map(person))];
    if (path === "contacts") {
      const text = `{ projectdetails(projects: "eq:${code}", _lang: "${lang}") { project_name phone contacts } }`;
      const {data} = await posted("/graphql", {query: text, variables: {}});
      const [entity] = data.projectdetails;
      return [make("h1", {}, say.contacts), make("p", {}, entity.project_name), html(entity.contacts), make("p", {}, entity.phone)];
    }
    if (path === "questions") {
      await ticket("public");
      const asked = await posted("/api/v2/public-data", {data: {lang}, project_slug: code, content_type_slug: "vr_question"});
      return [make("h1", {}, say.ask), ...asked.items.map((item) => make("section", {}, make("h2", {}, item.question), make("p", {}, item.answer)))];
    }
    const pages = await list("pages", "&sort-by=order:ASC&size=100");
    if (path === "activities") {
      return [make("h1", {}, say.activity), ...pages.filter((item) => item.content).map((item) => make("p", {}, link(item.internal_link, item.title)))];
    }
    const page = pages.find((item) => item.internal_link === path);
    return page && [make("h1", {}, page.title), html(page.content)];
  }

  async function header() {
    const pages = await list("pages", "&sort-by=order:ASC&size=100").catch(() => []);
    const menu = make("nav", {"aria-label": say.menu}, link("", say.main), ...pages.filter((item) => item.is_menu_item).map((item) => link(item.internal_link, item.title)));
    const switches = make("p", {class: "languages"}, ...["kk", "ru", "en"].map((other) =>
      make("a", {href: to(path, other), lang: other}, {kk: "Қазақша", ru: "Русский", en: "English"}[other])));
    const form = make("form", {role: "search", action: "/search"}, make("label", {}, say.search + " ", make("input", {type: "search", name: "q"})), make("button", {}, say.find));
    return make("header", {}, switches, menu, form);
  }

  async function main() {
    document.documentElement.lang = lang;
    let matter;
    try { matter = (found && await draw()) || [make("h1", {}, say.none)]; }
    catch (fault) { matter = [make("h1", {}, say.closed), make("p", {}, fault.message)]; }
    const trail = path ? [make("nav", {"aria-label": say.here, class: "breadcrumb"}, link("", say.main), " / ", make("span", {"aria-current": "page"}, matter[0].textContent.slice(0, 80)))] : [];
    document.title = `${matter[0].querySelector("h1")?.textContent || matter[0].textContent} – ${say.name}`;
    root.append(await header(), ...trail, make("main", {}, ...matter), make("footer", {}, make("p", {}, say.official + ": " + say.name)));
  }
  main();
})();
