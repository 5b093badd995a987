#pragma once

#include "ui/timeline/lane_boxes.h"
#include "ui/timeline/pixel_span.h"

#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QPointF>
#include <QString>

#include <functional>
#include <memory>

namespace simul {

/// Words on a slice: the state's letter and a text, or one of them.
struct Label {
    State state = State::Running;
    PixelSpan slice;  ///< that it is on
    QRect patch;      ///< what is cleared beneath, within the slice's body
    QPointF letterAt; ///< base line
    QPointF textAt;
    bool withLetter = false;
    bool tiny = false;   ///< a number in the smallest size
    bool isPoll = false; ///< on a look's ground
    Palette palette = statePalette;
    QString text;      ///< may be empty
};

/// Finds room for labels: whole words or nothing, within the visible part of a slice. Remembers how wide words are.
class LabelMaker {
public:
    explicit LabelMaker(double scale = 1);

    /// What a slice could say, the best first.
    using Texts = std::function<void(const SliceBox&, QStringList&)>;
    /// Appends the labels of a lane of this height.
    void place(const LaneBoxes& boxes, int height, const Texts& texts, std::vector<Label>& out);

    const QFont& font(int laneHeight) const { return faceFor(laneHeight).text; }
    const QFont& tinyFont() const { return m_tiny->text; }
    const QFont& letterFont(int laneHeight) const { return faceFor(laneHeight).letter; }
    /// Below this a lane has no words.
    int leastHeight() const { return m_leastHeight; }

private:
    struct Face {
        Face(double pixels, QFont::Weight weight);
        double width(const QString& word);

        QFont text;
        QFont letter;
        QFontMetricsF metrics;
        QFontMetricsF letterMetrics;
        QHash<QString, double> widths;
    };

    Face& faceFor(int laneHeight) const { return laneHeight >= m_largeFrom ? *m_large : *m_small; }
    bool placeRunning(const SliceBox& box, Face& face, const QStringList& texts, Label& label) const;
    bool placeOther(const QRect& body, Face& face, const QStringList& texts, Label& label) const;

    double m_scale;
    int m_leastHeight;
    int m_largeFrom;
    std::unique_ptr<Face> m_small;
    std::unique_ptr<Face> m_large;
    std::unique_ptr<Face> m_tiny; ///< for numbers only
    QStringList m_texts;          ///< scratch
};

} // namespace simul
