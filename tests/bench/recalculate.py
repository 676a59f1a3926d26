"""
Has LibreOffice open a workbook, and for each line that it reads work all of it out again, answering with the seconds that took.
At the end of its input it prints what the first table says.
"""

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


def main(sheet):
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
            for _ in sys.stdin:
                started = time.perf_counter()
                document.calculateAll()
                print(time.perf_counter() - started, flush=True)
            table = document.Sheets.getByIndex(0)
            cursor = table.createCursor()
            cursor.gotoEndOfUsedArea(False)
            last = cursor.RangeAddress
            cells = table.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow).DataArray
            totals = [value for row in cells for value in row]
            print(json.dumps(totals), flush=True)
            desktop.terminate()
            office.wait(30)
        finally:
            if office.poll() is None:
                office.kill()


main(sys.argv[1])
