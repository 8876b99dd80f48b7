function sh(e){var b=e.nextSibling;b.className=b.className=='rask-b'?'rask-b on':'rask-b';}
