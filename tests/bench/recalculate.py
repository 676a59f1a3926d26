"""Has LibreOffice open a workbook and work all of it out again so many times; prints the seconds of each and its first table."""

import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connect(pipe, office):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    while office.poll() is None:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice ended before it answered")


def main(sheet, rounds):
    pipe = f"truetonne-{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
        )
        try:
            context = connect(pipe, office)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            hidden = PropertyValue(Name="Hidden", Value=True)
            document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(sheet), "_blank", 0, (hidden,))
            seconds = []
            for _ in range(rounds):
                started = time.perf_counter()
                document.calculateAll()
                seconds.append(time.perf_counter() - started)
            table = document.Sheets.getByIndex(0)
            cursor = table.createCursor()
            cursor.gotoEndOfUsedArea(False)
            last = cursor.RangeAddress
            cells = table.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow).DataArray
            totals = [value for row in cells for value in row]
            print(json.dumps({"seconds": seconds, "totals": totals}))
            desktop.terminate()
            office.wait(30)
        finally:
            if office.poll() is None:
                office.kill()


main(sys.argv[1], int(sys.argv[2]))
