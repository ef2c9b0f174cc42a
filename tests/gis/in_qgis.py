"""Run by the system's Python, which has QGIS: opens layers as a person would and prints what QGIS makes of them.

python3 in_qgis.py PICTURE LAYER...

One JSON object a layer; the first two are drawn into PICTURE, whose colours are the last object.
"""

import json
import os
import sys

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, QTime

DAY = QDate(2023, 5, 4)


def on_the_day(layer):
    """How many features the temporal controller shows on 4 May 2023; None when it is not set for the layer.

    QGIS 3.22 opens every layer with the controller off; the layer's own style, loaded as a person would, turns it on.
    """
    layer.loadDefaultStyle()
    temporal = layer.temporalProperties()
    if not temporal.isActive():
        return None
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    span = QgsDateTimeRange(QDateTime(DAY, QTime(0, 0)), QDateTime(DAY, QTime(23, 59)))
    request = QgsFeatureRequest().setFilterExpression(temporal.createFilterString(context, span))
    return sum(1 for _ in layer.getFeatures(request))


def picture(layers, path):
    """The colours of the layers, drawn into a PNG each with the style QGIS gave it, as "#rrggbb"."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(400, 250))
    settings.setExtent(QgsRectangle(20, 44, 40, 54))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(path)
    return sorted({image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())})


def main():
    """Open, describe and draw."""
    application = QgsApplication([], False)
    application.initQgis()
    layers = [QgsVectorLayer(source, source, "ogr") for source in sys.argv[2:]]
    for layer in layers:
        renderer = layer.renderer()
        by_type = renderer.type() == "categorizedSymbol"
        print(
            json.dumps(
                {
                    "valid": layer.isValid(),
                    "count": layer.featureCount(),
                    "types": {field.name(): field.typeName() for field in layer.fields()},
                    "crs": layer.crs().authid(),
                    "styled_by": renderer.classAttribute() if by_type else None,
                    "categories": len(renderer.categories()) if by_type else 0,
                    "on_the_day": on_the_day(layer),
                    "version": Qgis.QGIS_VERSION,
                }
            )
        )
    print(json.dumps({"colours": picture(layers[:2], sys.argv[1])}))
    # QGIS' own clean-up crashes when layers are still held; everything is written by now.
    sys.stdout.flush()
    os._exit(0)


main()
