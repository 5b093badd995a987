#pragma once

#include "engine/scenarios/parameter.h"
#include "ui/appearance.h"

#include <QWidget>

#include <functional>
#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace simul {

class Segmented;
class Slider;
class Toggle;
class ValueScale;

/// What was typed as the command line wants it: "30 min" is "30min", a bare number of a duration is seconds. `kind` is any
/// value of the parameter.
std::string typedValue(QString input, const Value& kind);

/// One parameter with its title and what is needed to change it: a value to type over and a slider beneath, or a
/// choice, or a switch, or a line of text. Says what is wrong with an input where it was typed.
class ParameterEditor : public QWidget {
    Q_OBJECT

public:
    /// Takes a value from text; the sentence that says what is wrong, or nothing.
    using Setter = std::function<QString(const std::string& name, const std::string& text)>;

    ParameterEditor(Appearance& appearance, const Parameter& parameter, const QString& title, const QString& help,
                    Setter set, QWidget* parent = nullptr);
    ~ParameterEditor() override;

    const std::string& name() const { return m_parameter.name; }
    void showValue(const Value& value);
    QLineEdit* field() const { return m_field; } ///< nullptr of choices and switches
    Slider* slider() const { return m_slider; }  ///< likewise, and of texts
    QString errorText() const;

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QWidget* makeField();
    QWidget* makeText();
    void takeInput();
    QWidget* makeChoice();
    QWidget* makeToggle();
    void addSlider(QVBoxLayout* layout);
    void enter();
    void tell(const std::string& text);
    QString asShown(const Value& value) const;

    Appearance& m_appearance;
    Parameter m_parameter;
    QString m_title;
    Setter m_set;
    Value m_value;
    std::unique_ptr<ValueScale> m_scale;
    QLineEdit* m_field = nullptr;
    Slider* m_slider = nullptr;
    Toggle* m_toggle = nullptr;
    Segmented* m_segments = nullptr;
    QComboBox* m_combo = nullptr;
    QLabel* m_error = nullptr;
};

} // namespace simul
