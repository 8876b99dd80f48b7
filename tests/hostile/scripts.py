"""Faults that only a browser meets: the HTTP lane reads each as an ordinary page."""

from __future__ import annotations

from typing import Any

from store.harvest import Ledger
from tests.hostile.faults import Look, fault

TEXT = "<main><h1>Министерство</h1><p>Приём граждан по средам с 15 до 18 часов.</p><a href='/'>Главная</a></main>"


@fault("meta refresh to itself", "/refresh", Ledger.FETCHED, browser=Look.PARTLY)
def refresh(page: Any) -> None:
    page.send(200, page.text("refresh", '<meta http-equiv="refresh" content="0; url=/refresh">' + TEXT))


@fault("reload by script without end", "/reload", Ledger.FETCHED, browser=Look.PARTLY)
def reload(page: Any) -> None:
    page.send(200, page.text("reload", TEXT + "<script>location.replace('/reload?'+Math.random())</script>"))


@fault("navigates during a probe", "/wanders", Ledger.FETCHED, browser=Look.PARTLY)
def wanders(page: Any) -> None:
    page.send(200, page.text("wanders", TEXT + "<script>addEventListener('resize',()=>{location.href='/twin'})</script>"))


@fault("dialogs", "/dialogs", Ledger.FETCHED, browser=Look.READ)
def dialogs(page: Any) -> None:
    script = "alert('one');confirm('two');prompt('three');print();addEventListener('beforeunload',e=>{e.preventDefault();e.returnValue='stay'})"
    page.send(200, page.text("dialogs", f"{TEXT}<script>{script}</script>"))


@fault("dialogs without end", "/nagging", Ledger.FETCHED, browser=Look.PARTLY)
def nagging(page: Any) -> None:
    page.send(200, page.text("nagging", TEXT + "<script>setInterval(()=>alert('again'),50)</script>"))


@fault("windows that open themselves", "/popups", Ledger.FETCHED, browser=Look.READ)
def popups(page: Any) -> None:
    page.send(200, page.text("popups", TEXT + "<script>for(let i=0;i<20;i++)window.open('/twin?'+i)</script>"))


@fault("script that never ends", "/spin", Ledger.FETCHED, browser=Look.UNREAD)
def spin(page: Any) -> None:
    page.send(200, page.text("spin", TEXT + "<script>for(;;);</script>"))


@fault("script that hangs after the load", "/spin-later", Ledger.FETCHED, browser=Look.PARTLY)
def spin_later(page: Any) -> None:
    page.send(200, page.text("spin later", TEXT + "<script>addEventListener('load',()=>setTimeout(()=>{for(;;);},800))</script>"))


@fault("script that eats memory", "/glutton", Ledger.FETCHED, browser=Look.PARTLY)
def glutton(page: Any) -> None:
    page.send(
        200, page.text("glutton", TEXT + "<script>const a=[];setInterval(()=>a.push(new Array(1e6).fill(a.length)),20)</script>")
    )


@fault("patched natives", "/patched", Ledger.FETCHED, browser=Look.READ)
def patched(page: Any) -> None:
    script = (
        "Array.from=()=>['x'];window.Map=function(){throw new Error('mine')};JSON.stringify=()=>'{}';"
        "Element.prototype.getBoundingClientRect=()=>({});document.querySelectorAll=()=>[];window.getComputedStyle=null;"
        "Object.prototype.extra=function(){};Array.prototype.toJSON=()=>'no';window.Promise=function(){}"
    )
    page.send(200, page.text("patched", f"<script>{script}</script>{TEXT}"))


@fault("never idle", "/restless", Ledger.FETCHED, browser=Look.READ)
def restless(page: Any) -> None:
    page.send(200, page.text("restless", TEXT + "<script>setInterval(()=>fetch('/twin?'+Math.random()),100)</script>"))


@fault("resource that never comes", "/waiting", Ledger.FETCHED, browser=Look.READ)
def waiting(page: Any) -> None:
    page.send(200, page.text("waiting", f"{TEXT}<img src='/silence?picture' alt='x'>"))


@fault("20 s of hydration", "/hydration", Ledger.FETCHED, browser=Look.PARTLY)
def hydration(page: Any) -> None:
    script = (
        "let n=0;const t=setInterval(()=>{const p=document.createElement('p');p.textContent='часть '+n;"
        "document.body.append(p);if(++n>=100)clearInterval(t)},200)"
    )
    page.send(200, page.text("hydration", f"{TEXT}<script>{script}</script>"))


@fault("huge DOM", "/huge-dom", Ledger.FETCHED, browser=Look.PARTLY)
def huge_dom(page: Any) -> None:
    script = (
        "const r=document.createElement('div');for(let i=0;i<150000;i++){const s=document.createElement('span');"
        "s.textContent=i;r.append(s)}document.body.append(r)"
    )
    page.send(200, page.text("huge DOM", f"{TEXT}<script>{script}</script>"))


@fault("page of a million pixels", "/tall", Ledger.FETCHED, browser=Look.READ)
def tall(page: Any) -> None:
    page.send(200, page.text("tall", TEXT + "<div style='height:1000000px;width:50000px'></div>"))


@fault("frames within frames without end", "/russian-doll", Ledger.FETCHED, browser=Look.READ)
def russian_doll(page: Any) -> None:
    page.send(
        200,
        page.text(
            "doll",
            f"{TEXT}<script>document.body.append(Object.assign(document.createElement('iframe'),{{src:'/russian-doll?'+Math.random()}}))</script>",
        ),
    )


@fault("download by script", "/drops", Ledger.FETCHED, browser=Look.READ)
def drops(page: Any) -> None:
    page.send(200, page.text("drops", TEXT + "<script>setTimeout(()=>{location.href='/download'},300)</script>"))
